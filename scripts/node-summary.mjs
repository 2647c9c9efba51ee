/** Reporter for `node --test` that writes `{passed, failed, skipped}` as JSON, taken from the run's own totals. */
export default async function* summary(source) {
  const totals = {pass: 0, fail: 0, cancelled: 0, skipped: 0};
  for await (const {type, data} of source) {
    const [, name, count] = (type === 'test:diagnostic' && /^(\w+) (\d+)$/.exec(data.message)) || [];
    if (name in totals) totals[name] = Number(count);
  }
  yield JSON.stringify({
    passed: totals.pass,
    failed: totals.fail + totals.cancelled,
    skipped: totals.skipped,
  });
}
