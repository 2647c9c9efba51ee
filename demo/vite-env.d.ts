interface ImportMeta {
  readonly env: {
    /** Origin of the sandbox that the demos talk to. */
    readonly VITE_SANDBOX_URL: string;
    /** Origin of the providers, where their file pickers come from. */
    readonly VITE_OUTSIDE_URL: string;
  };
}
