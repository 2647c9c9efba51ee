/** Sets the `:state()`s of an element. */
export function setStates(internals: ElementInternals, states: Readonly<Record<string, boolean>>): void {
  for (const [name, isOn] of Object.entries(states)) internals.states?.[isOn ? 'add' : 'delete'](name);
}
