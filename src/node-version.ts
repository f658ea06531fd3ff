// Imports nothing, and is imported before anything else: an older Node cannot even load the rest.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Handover needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

// A module, for whoever imports it.
export {};
