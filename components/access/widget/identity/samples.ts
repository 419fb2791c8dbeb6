/** How the customer's server vouches for a user, by language. `FRONTDESK_IDENTITY_SECRET` holds the secret. */
export const SAMPLES = [
  {
    value: "node",
    label: "Node",
    code: `import { createHmac } from "node:crypto";

const hash = createHmac("sha256", process.env.FRONTDESK_IDENTITY_SECRET)
  .update(user.id)
  .digest("hex");

// Or all of it, with the package jose:
const jwt = await new SignJWT({ name: user.name, email: user.email })
  .setProtectedHeader({ alg: "HS256" })
  .setSubject(user.id)
  .setExpirationTime("1h")
  .sign(new TextEncoder().encode(process.env.FRONTDESK_IDENTITY_SECRET));`,
  },
  {
    value: "php",
    label: "PHP",
    code: `$hash = hash_hmac('sha256', $user->id, getenv('FRONTDESK_IDENTITY_SECRET'));

// Or all of it, with firebase/php-jwt:
$jwt = JWT::encode([
  'sub' => $user->id, 'name' => $user->name, 'email' => $user->email,
  'exp' => time() + 3600,
], getenv('FRONTDESK_IDENTITY_SECRET'), 'HS256');`,
  },
  {
    value: "python",
    label: "Python",
    code: `import hashlib, hmac, os

secret = os.environ["FRONTDESK_IDENTITY_SECRET"]
hash = hmac.new(secret.encode(), user.id.encode(), hashlib.sha256).hexdigest()

# Or all of it, with PyJWT:
token = jwt.encode(
    {"sub": user.id, "name": user.name, "email": user.email, "exp": time.time() + 3600},
    secret, algorithm="HS256")`,
  },
  {
    value: "ruby",
    label: "Ruby",
    code: `hash = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("FRONTDESK_IDENTITY_SECRET"), user.id)

# Or all of it, with the gem jwt:
token = JWT.encode(
  { sub: user.id, name: user.name, email: user.email, exp: Time.now.to_i + 3600 },
  ENV.fetch("FRONTDESK_IDENTITY_SECRET"), "HS256")`,
  },
] as const;

export const IN_THE_PAGE = `// With the hash, which proves the id alone:
Frontdesk("identify", { id: user.id, name: user.name, email: user.email, hash });
// Or with the token, which proves all of it:
Frontdesk("identify", { jwt });
// When they sign out:
Frontdesk("shutdown");`;
