/**
 * Of Node, for the tests. Two files at a time, on two processors, too: each waits now and then. The database is compiled in
 * a hurry: optimizing it costs more than a file of tests gains by it.
 */
export const testFlags = ['--test-concurrency=2', '--liftoff-only', '--enable-source-maps'];
