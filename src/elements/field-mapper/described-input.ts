import type {ParagonClient, SerializedConnectInput} from '../../core/types/index.js';

/** What an element says of the field mapping that it shows. */
interface Wanted {
  readonly name: string;
  readonly sourceType: string | undefined;
  readonly objectName: string | undefined;
}

/**
 * The field mapping among an integration's settings that fits what the element says; else one made of that. It brings
 * the labels that the project has set.
 */
export function describedInput(
  client: ParagonClient,
  integration: string,
  {name, sourceType, objectName}: Wanted,
): SerializedConnectInput {
  const values = client.$integrations.get().get(integration)?.configs[0]?.values;
  const inputs: readonly SerializedConnectInput[] = [
    ...(values?.sharedMeta?.inputs ?? []),
    ...Object.values(values?.workflowMeta ?? {}).flatMap((workflow) => workflow.inputs ?? []),
  ];
  const found = inputs.find(
    (input) =>
      input.type === 'FIELD_MAPPER' &&
      (sourceType === undefined || input.sourceType === sourceType) &&
      (objectName === undefined || input.dynamicObjectName === objectName),
  );
  const given = {
    ...(sourceType !== undefined && {sourceType}),
    ...(objectName !== undefined && {useDynamicMapper: true, dynamicObjectName: objectName}),
  };
  return {id: name || 'mapping', type: 'FIELD_MAPPER', title: '', savedFieldMappings: [], ...found, ...given};
}
