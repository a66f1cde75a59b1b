import type { ItemKind, ShopCategory } from '@linli/shared/rewards';

export interface ItemStory {
  kind: ItemKind;
  title: string;
  about: string;
  points: number;
  /** Null: not counted. */
  stock: number | null;
  /** The drawing it is shown with. */
  picture: string;
  perMonth?: number;
  perPerson?: number;
  star?: number;
  /** Taken off the shelf. */
  off?: true;
}
export interface ShopStory {
  community: string;
  name: string;
  category: ShopCategory;
  about: string;
  hours: string;
  picture: string;
  /** How it stands today, where that is not simply open. */
  now?: 'paused' | 'closed' | 'ending';
  items: readonly ItemStory[];
}

const goods = (title: string, points: number, stock: number, picture: string, about = '', more: Partial<ItemStory> = {}): ItemStory => ({
  kind: 'goods',
  title,
  about,
  points,
  stock,
  picture,
  ...more,
});
const service = (title: string, points: number, stock: number, picture: string, about = '', more: Partial<ItemStory> = {}): ItemStory => ({
  ...goods(title, points, stock, picture, about, more),
  kind: 'service',
});
const discount = (title: string, points: number, picture: string, about = '', more: Partial<ItemStory> = {}): ItemStory => ({
  ...goods(title, points, 0, picture, about, more),
  kind: 'discount',
  stock: null,
});

/** Eighteen shops that are glad to take points. The first is the one-tap merchant's. */
export const SHOP_STORIES: readonly ShopStory[] = [
  {
    community: '万福社区',
    name: '万福早餐店',
    category: 'food',
    about: '开了二十年的老店，米粉现烫，豆浆现磨。',
    hours: '每天 06:00–10:30',
    picture: 'noodles',
    items: [
      goods('牛腩米粉一碗', 30, 60, 'noodles', '到店堂食，加粉不加分。', { perMonth: 4 }),
      goods('豆浆油条套餐', 15, 80, 'milk', '现磨豆浆一杯、油条两根。', { perMonth: 8 }),
      goods('老面馒头六个', 12, 50, 'bread', '早上七点前出笼。'),
    ],
  },
  {
    community: '万福社区',
    name: '惠民超市万福店',
    category: 'grocery',
    about: '米面粮油、日用百货，积分货架在进门右手边。',
    hours: '每天 08:00–21:30',
    picture: 'rice',
    items: [
      goods('丝苗米 5 公斤', 120, 40, 'rice', '本地新米，过秤包装。', { perMonth: 2 }),
      goods('花生油 1.8 升', 160, 24, 'oil', '物理压榨。', { perMonth: 1 }),
      goods('鲜鸡蛋一板', 80, 45, 'eggs', '三十枚装。', { perMonth: 2 }),
      goods('纯牛奶一提', 150, 20, 'milk', '十二盒装。', { perMonth: 1 }),
      goods('香皂和洗手液', 35, 60, 'soap'),
      discount('满 50 元减 8 元', 10, 'coupon', '烟酒除外，一次用一张。', { perMonth: 4 }),
    ],
  },
  {
    community: '万福社区',
    name: '阿强理发店',
    category: 'hair',
    about: '老街坊理发，给行动不便的老人上门。',
    hours: '周二至周日 09:00–20:00',
    picture: 'haircut',
    items: [
      service('理发一次', 50, 40, 'haircut', '洗剪吹，平日不用排队。', { perMonth: 1 }),
      service('上门为老人理发', 80, 10, 'haircut', '限万福社区，提前一天打电话约时间。', { perMonth: 1 }),
    ],
  },
  {
    community: '万福社区',
    name: '老周修配铺',
    category: 'repair',
    about: '配钥匙、修伞、修鞋、换拉链。',
    hours: '周一至周六 08:30–18:00',
    picture: 'key',
    now: 'ending',
    items: [
      service('配钥匙一把', 20, 100, 'key', '普通门锁；防盗锁补差价的请另问店家。'),
      service('修伞一把', 15, 60, 'umbrella', '', { off: true }),
      goods('长柄晴雨伞', 90, 15, 'umbrella', '志愿服务纪念款。', { perPerson: 1 }),
    ],
  },
  {
    community: '万福社区',
    name: '康宁大药房万福店',
    category: 'health',
    about: '执业药师在店，免费量血压。',
    hours: '每天 08:00–22:00',
    picture: 'medicine',
    items: [
      goods('家用急救包', 110, 18, 'medicine', '纱布、碘伏、创可贴、三角巾。', { perPerson: 1 }),
      goods('电子血压计', 600, 4, 'pressure', '上臂式，店里教会用法。', { perPerson: 1, star: 1 }),
      discount('会员日折上 95 折', 10, 'coupon', '处方药除外，每月 8 日、18 日、28 日可用。', { perMonth: 3 }),
    ],
  },
  {
    community: '万福社区',
    name: '晨光书店',
    category: 'books',
    about: '社区书房，坐着看书不收钱。',
    hours: '每天 09:30–20:30',
    picture: 'book',
    items: [
      goods('图书抵用券', 100, 30, 'book', '任选一本定价 30 元内的书。', { perMonth: 1 }),
      goods('文具四件套', 40, 50, 'stationery', '铅笔、尺子、橡皮、笔筒。'),
      service('亲子阅读课一节', 60, 12, 'book', '周六上午，带一名六岁以上儿童。', { perMonth: 2 }),
    ],
  },
  {
    community: '菜市口社区',
    name: '菜市口果蔬行',
    category: 'grocery',
    about: '凌晨进货，下午六点后打折。',
    hours: '每天 05:30–19:30',
    picture: 'fruit',
    items: [
      goods('时令水果篮', 120, 16, 'fruit', '约三公斤，按当天的货配。', { perMonth: 1 }),
      goods('苹果三斤', 20, 80, 'fruit', '', { perMonth: 6 }),
    ],
  },
  {
    community: '鼓楼社区',
    name: '鼓楼茶馆',
    category: 'leisure',
    about: '老年人说书听戏的地方，每周三下午有粤剧私伙局。',
    hours: '每天 08:30–22:00',
    picture: 'tea',
    items: [
      goods('六堡茶一壶', 40, 50, 'tea', '可坐一个下午。', { perMonth: 4 }),
      goods('私伙局听戏座位', 25, 30, 'tea', '周三 14:30 开场，凭券入座。'),
    ],
  },
  {
    community: '文昌社区',
    name: '文昌眼镜店',
    category: 'health',
    about: '免费验光、清洗眼镜。',
    hours: '每天 09:00–21:00',
    picture: 'glasses',
    items: [
      goods('老花镜一副', 150, 20, 'glasses', '现场验光，度数现配。', { perPerson: 1 }),
      service('眼镜清洗保养', 10, 200, 'glasses', '超声波清洗，紧螺丝、换鼻托。'),
    ],
  },
  {
    community: '西门社区',
    name: '洁净洗衣',
    category: 'laundry',
    about: '单件也洗，两天可取。',
    hours: '每天 08:30–20:00',
    picture: 'laundry',
    now: 'paused',
    items: [
      service('羽绒服干洗一件', 90, 20, 'laundry', '', { perMonth: 1 }),
      service('床单被套清洗一套', 60, 30, 'laundry', '帮行动不便的老人取送，送回时当面点清。'),
    ],
  },
  {
    community: '码头街社区',
    name: '码头街粥铺',
    category: 'food',
    about: '艇仔粥、皮蛋瘦肉粥，六十岁以上加蛋。',
    hours: '每天 06:30–21:00',
    picture: 'noodles',
    items: [goods('艇仔粥一碗', 30, 60, 'noodles', '', { perMonth: 4 }), goods('马拉糕四块', 45, 40, 'bread')],
  },
  {
    community: '柳堤社区',
    name: '柳堤花店',
    category: 'other',
    about: '盆栽、鲜花，教您养活它。',
    hours: '每天 09:00–20:00',
    picture: 'plant',
    now: 'closed',
    items: [goods('小盆栽一盆', 50, 25, 'plant', '店家教养护，一个月内枯了换一盆。', { perMonth: 1 })],
  },
  {
    community: '望江社区',
    name: '望江数码维修',
    category: 'repair',
    about: '手机、平板、小家电。',
    hours: '周一至周六 09:30–19:00',
    picture: 'phone',
    items: [
      service('手机贴膜一次', 25, 80, 'phone'),
      service('教老人用手机半小时', 10, 40, 'phone', '扫码、视频、挂号，一样一样教。'),
      discount('换屏减 30 元', 40, 'coupon', '', { perMonth: 1 }),
    ],
  },
  {
    community: '江湾社区',
    name: '江湾羽毛球馆',
    category: 'leisure',
    about: '六片场地，有空调。',
    hours: '每天 09:00–22:00',
    picture: 'badminton',
    items: [service('羽毛球场一小时', 80, 24, 'badminton', '工作日 17:00 前可用，需提前打电话。', { perMonth: 2 })],
  },
  {
    community: '糖厂社区',
    name: '甜园面包房',
    category: 'food',
    about: '每天现烤，糖减三分。',
    hours: '每天 07:00–21:00',
    picture: 'bread',
    items: [
      goods('全麦吐司一条', 35, 40, 'bread', '', { perMonth: 4 }),
      goods('手工面包礼盒', 260, 6, 'bread', '当天现烤，提前一天定。', { perPerson: 1, star: 1 }),
    ],
  },
  {
    community: '南岸社区',
    name: '南岸便民菜店',
    category: 'grocery',
    about: '社区团购自提点。',
    hours: '每天 06:30–20:30',
    picture: 'eggs',
    items: [goods('鲜鸡蛋十枚', 30, 70, 'eggs', '', { perMonth: 4 }), goods('食用油 900 毫升', 85, 20, 'oil', '', { perMonth: 1 })],
  },
  {
    community: '学府社区',
    name: '书香文印店',
    category: 'books',
    about: '复印、打印、证件照。',
    hours: '每天 08:30–21:30',
    picture: 'stationery',
    items: [
      service('证件照一版', 35, 50, 'stationery', '含电子版。'),
      service('打印复印二十页', 10, 200, 'stationery', '黑白 A4，居民材料和学生作业都可以。'),
    ],
  },
  {
    community: '新城社区',
    name: '新城家政服务社',
    category: 'laundry',
    about: '持证上岗，先看后约。',
    hours: '周一至周日 08:00–18:00',
    picture: 'soap',
    items: [
      service('擦窗一次', 120, 10, 'soap', '两房以内，高空外窗除外。', { perMonth: 1 }),
      service('油烟机清洗一台', 200, 8, 'soap', '', { perMonth: 1 }),
    ],
  },
];
