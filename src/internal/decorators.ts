import type {PropertyDeclaration, ReactiveElement} from 'lit';

type Decorator = (prototype: object, name: string) => void;

/** Makes a member a reactive property, as Lit's decorator does; without what only standard decorators need. */
export const property =
  (options?: PropertyDeclaration): Decorator =>
  (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
    // An accessor of the class's own has been wrapped: what is written here would undo that.
    return Object.getOwnPropertyDescriptor(prototype, name);
  };

/** A reactive property that is nobody else's: no attribute, no place in the documentation. */
export const state = (): Decorator => property({state: true, attribute: false});
