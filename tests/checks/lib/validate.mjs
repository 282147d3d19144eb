// Served pages judged by a validator of structured data:
//
//   node validate.mjs VALIDATOR < jobs > reports
//
// A job is a line of JSON: {name, before, after, url, replace}, with two
// files. So is a report: {name, ok, bytes, main, injected, errors, warnings,
// fresh}; fresh are errors that the page has not without us, wherever they
// stand.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { check, load } = await import(
  pathToFileURL(`${process.argv[2]}/lib/check.mjs`));

const text = (i) => `${i.rule} ${i.where} ${i.path ?? ''}: ${i.message}`;
const of = (report, level) => report.issues
  .filter((i) => i.level === level && !i.own).map(text);

async function judge(job) {
  const before = await load(job.before), after = await load(job.after);
  if (job.url) before.url = after.url = job.url;
  const report = await check(after, {
    original: before, allowReplace: job.replace });
  const own = await check(before, {});
  const had = new Set(own.issues.map((i) => `${i.rule} ${i.message}`));
  return {
    name: job.name,
    same: before.html === after.html,
    bytes: report.bytes,
    had: own.main.length,
    main: report.main.length,
    injected: report.injected,
    errors: of(report, 'error'),
    fresh: report.issues.filter((i) => i.level === 'error' && !i.own
      && !had.has(`${i.rule} ${i.message}`)).map(text),
    warnings: of(report, 'warning'),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  let report;
  try {
    report = await judge(job);
  } catch (e) {
    report = { name: job.name, failed: e.message };
  }
  console.log(JSON.stringify(report));
}
