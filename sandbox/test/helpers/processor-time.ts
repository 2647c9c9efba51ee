/**
 * Milliseconds that this process has computed. Unlike the clock's they do not depend on what else the machine does, such
 * as the other test files.
 */
export function processorTime(): number {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1000;
}
