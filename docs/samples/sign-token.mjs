// npm install jose
import {importPKCS8, SignJWT} from 'jose';

/** A user token for whoever is signed in to your product. It is valid for an hour. */
export async function signUserToken(userId) {
  const key = await importPKCS8(process.env.PARAGON_SIGNING_KEY, 'RS256');
  return new SignJWT({})
    .setProtectedHeader({alg: 'RS256'})
    .setSubject(userId)
    .setAudience(`useparagon.com/${process.env.PARAGON_PROJECT_ID}`)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}
