import type {IntegrationMetadata, ParagonClient} from '../core/types/index.js';

/** What the service says of an integration, once it is known. */
export const metadataOf = (client: ParagonClient, type: string): IntegrationMetadata | undefined =>
  client.$metadata.get().find((metadata) => metadata.type === type);

/** The integration's own colour. */
export const colorOf = (client: ParagonClient, type: string): string | undefined =>
  client.$integrations.get().get(type)?.configs[0]?.values.accentColor ||
  metadataOf(client, type)?.brandColor;
