/**
 * Where the OAuth server keeps what it issues: in memory, per simulator, with the recipients looked up where they are
 * registered. An expired entry is the server's to notice: each payload says until when it is good.
 *
 * @typedef {import('oidc-provider').Adapter} Adapter
 * @typedef {import('oidc-provider').AdapterPayload} Payload
 * @param {import('./recipients.js').Recipients} recipients
 * @returns {import('oidc-provider').AdapterFactory}
 */
export function memoryAdapter(recipients) {
  /** @type {Map<string, Payload>} by kind and id */
  const entries = new Map();
  return kind => (kind === 'Client' ? clientAdapter(recipients) : entryAdapter(entries, kind));
}

/** @param {Map<string, Payload>} entries @param {string} kind @returns {Adapter} */
function entryAdapter(entries, kind) {
  /** @param {string} id */
  const key = id => `${kind} ${id}`;
  return {
    async upsert(id, payload) {
      entries.set(key(id), payload);
    },
    async find(id) {
      return entries.get(key(id));
    },
    async findByUid(uid) {
      return [...entries].find(([name, entry]) => name.startsWith(`${kind} `) && entry.uid === uid)?.[1];
    },
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      const entry = entries.get(key(id));
      if (entry) entry.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(key(id));
    },
    async revokeByGrantId(grantId) {
      for (const [name, entry] of entries)
        if (entry.grantId === grantId && name.startsWith(`${kind} `)) entries.delete(name);
    },
  };
}

/** @param {import('./recipients.js').Recipients} recipients @returns {Adapter} */
function clientAdapter(recipients) {
  const nothing = async () => undefined;
  return {
    async find(id) {
      const recipient = recipients.get(id);
      if (!recipient) return undefined;
      const { clientId, clientSecret, redirectUris } = recipient;
      return {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        token_endpoint_auth_method: 'client_secret_post',
      };
    },
    upsert: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}
