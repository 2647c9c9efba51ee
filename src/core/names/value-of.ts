/** What a constant object holds: the type of its values. */
export type ValueOf<T> = T[keyof T];
