// go get github.com/golang-jwt/jwt/v5
package paragon

import (
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// SignUserToken makes a user token for whoever is signed in to your product. It is valid for an hour.
func SignUserToken(userID string) (string, error) {
	key, err := jwt.ParseRSAPrivateKeyFromPEM([]byte(os.Getenv("PARAGON_SIGNING_KEY")))
	if err != nil {
		return "", err
	}
	now := time.Now()
	claims := jwt.RegisteredClaims{
		Subject:   userID,
		Audience:  jwt.ClaimStrings{"useparagon.com/" + os.Getenv("PARAGON_PROJECT_ID")},
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(time.Hour)),
	}
	return jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
}
