interface ImportMeta {
  readonly env: {
    /** Origin of the sandbox that the demos talk to. */
    readonly VITE_SANDBOX_URL: string;
  };
}
