// SPDX-License-Identifier: Apache-2.0
// node-oidc-provider with its own store in memory: two clients, of which one gets opaque tokens and the other JWTs. Serves on
// a free port of the loopback address until its standard input ends.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { ALGORITHM, OPAQUE_CLIENT, JWT_CLIENT, SECRET } = process.env;
const PHOTOS = 'https://photos.example/api';

const pair = ALGORITHM === 'ES256'
  ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
  : generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...pair.privateKey.export({ format: 'jwk' }), alg: ALGORITHM, use: 'sig', kid: 'key-1' };

const client = (id) => ({
  client_id: id,
  client_secret: SECRET,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  scope: 'photos.read',
});

const provider = new Provider('http://localhost', {
  clients: [client(OPAQUE_CLIENT), client(JWT_CLIENT)],
  jwks: { keys: [key] },
  scopes: ['photos.read'],
  cookies: { keys: ['only for benchmarks'] },
  ttl: { ClientCredentials: 3600 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, asking) => (asking.clientId === JWT_CLIENT ? PHOTOS : undefined),
      getResourceServerInfo: () => ({
        scope: 'photos.read',
        audience: PHOTOS,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
});
provider.on('server_error', (ctx, error) => console.error(error));

const server = createServer(provider.callback());
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
process.stdin.on('end', () => process.exit()).resume();
