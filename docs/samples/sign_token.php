<?php
// composer require firebase/php-jwt
use Firebase\JWT\JWT;

/** A user token for whoever is signed in to your product. It is valid for an hour. */
function sign_user_token(string $userId): string
{
    $now = time();
    $claims = [
        'sub' => $userId,
        'aud' => 'useparagon.com/' . getenv('PARAGON_PROJECT_ID'),
        'iat' => $now,
        'exp' => $now + 3600,
    ];
    return JWT::encode($claims, getenv('PARAGON_SIGNING_KEY'), 'RS256');
}
