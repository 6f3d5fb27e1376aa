import type { Adapter, AdapterFactory, AdapterPayload as Payload } from 'oidc-provider';
import type { Recipients } from './recipients.ts';

/**
 * Where the OAuth server keeps what it issues: in memory, per simulator, with the recipients looked up where they are
 * registered. An expired entry is the server's to notice: each payload says until when it is good.
 */
export function memoryAdapter(recipients: Recipients): AdapterFactory {
  /** By kind and id. */
  const entries = new Map<string, Payload>();
  return kind => (kind === 'Client' ? clientAdapter(recipients) : entryAdapter(entries, kind));
}

function entryAdapter(entries: Map<string, Payload>, kind: string): Adapter {
  const key = (id: string) => `${kind} ${id}`;
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

function clientAdapter(recipients: Recipients): Adapter {
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
