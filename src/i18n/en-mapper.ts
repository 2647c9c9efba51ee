/** The texts of the field mapper. */
export interface MapperMessages {
  readonly objectType: string;
}

/** In English. */
export const enMapper: MapperMessages = {
  objectType: 'Object type',
};
