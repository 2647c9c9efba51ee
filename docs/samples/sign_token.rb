# gem install jwt
require "jwt"
require "openssl"

# A user token for whoever is signed in to your product. It is valid for an hour.
def sign_user_token(user_id)
  now = Time.now.to_i
  claims = {
    sub: user_id,
    aud: "useparagon.com/#{ENV.fetch("PARAGON_PROJECT_ID")}",
    iat: now,
    exp: now + 3600
  }
  JWT.encode(claims, OpenSSL::PKey::RSA.new(ENV.fetch("PARAGON_SIGNING_KEY")), "RS256")
end
