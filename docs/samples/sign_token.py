# pip install "pyjwt[crypto]"
import os
import time

import jwt


def sign_user_token(user_id: str) -> str:
    """A user token for whoever is signed in to your product. It is valid for an hour."""
    now = int(time.time())
    claims = {
        "sub": user_id,
        "aud": "useparagon.com/" + os.environ["PARAGON_PROJECT_ID"],
        "iat": now,
        "exp": now + 3600,
    }
    return jwt.encode(claims, os.environ["PARAGON_SIGNING_KEY"], algorithm="RS256")
