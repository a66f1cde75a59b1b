// Pictures of real cameras, as the npm package `exif` ships them.
const path = require('node:path');

const of = (name) => path.resolve(__dirname, '../../server/node_modules/exif/test', name);
module.exports = { before: of('short-ascii-II.jpg'), another: of('test3.jpg'), after: of('test1.jpg'), checked: of('test2.jpg') };
