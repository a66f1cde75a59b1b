const page = (name: string) => `/features/timebank-desk/pages/${name}/index`;
export const SHOP_PATHS = {
  shops: page('shops'),
  shop: page('shop'),
  shopEdit: page('shop-edit'),
  itemEdit: page('item-edit'),
  sheets: page('sheets'),
  sheet: page('sheet'),
};
