// Before every start and test: says what to do where Node is too old to read the sources. Plain JavaScript, so that an old Node can run it.
const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    `Touchpoint needs Node ${NEEDED} or newer; this is ${process.version}. Install it from nodejs.org, then run the command again.`,
  );
  process.exit(1);
}
