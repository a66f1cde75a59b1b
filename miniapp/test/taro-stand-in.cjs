// Taro for specs beside the source: a store in memory, and nothing else.
const store = new Map();
const parts = {
  getStorageSync: (key) => (store.has(key) ? JSON.parse(store.get(key)) : ''),
  setStorageSync: (key, value) => void store.set(key, JSON.stringify(value)),
  removeStorageSync: (key) => void store.delete(key),
  clearStorageSync: () => store.clear(),
};
module.exports = { __esModule: true, default: parts, ...parts };
