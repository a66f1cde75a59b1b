// Says it in a sentence where Node is too old, before anything is installed. Plain old syntax on purpose.
var v = process.versions.node.split('.').map(Number);
if (v[0] < 20 || (v[0] === 20 && v[1] < 19)) {
  console.error('Linli needs Node.js 20.19 or newer; this is ' + process.versions.node + '. 请先升级 Node.js（≥ 20.19）。');
  process.exit(1);
}
