import type { Beneficiary, WishWhat } from '@linli/shared/wishes';

export interface Story {
  /** As it was told, with what must not be shown. */
  title: string;
  detail: string;
  publicTitle: string;
  publicText: string;
  what: WishWhat;
  beneficiary: Beneficiary;
  yuan: number;
  /** A picture that proves it; stories without one wait for somebody. */
  scene?: string;
  proof?: string;
}
const story = (
  beneficiary: Beneficiary,
  what: WishWhat,
  yuan: number,
  title: string,
  detail: string,
  publicText: string,
  more: Partial<Story> = {},
): Story => ({ beneficiary, what, yuan, title, detail, publicTitle: title, publicText, ...more });

/** Small things and small deeds. */
export const MICRO: readonly Story[] = [
  story('elder', 'thing', 80, '想要一副老花镜', '我住三楼，看报纸费眼睛，250 度的就行。', '一位老人爱看报，想要一副 250 度的老花镜。'),
  story('elder', 'thing', 260, '想要一台收音机', '晚上睡不着，想听听戏。', '一位独居老人想要一台收音机，晚上听听戏。'),
  story('child', 'thing', 150, '想要一个新书包', '孩子上三年级，书包带断了，奶奶带着他。', '一名儿童想要一个新书包，蓝色的就好。'),
  story('child', 'thing', 120, '想要一套课外书', '孩子爱看书，家里没有几本。', '一名儿童爱看书，想要一套科学故事书。'),
  story('patient', 'thing', 198, '想要一个靠背垫', '化疗后常年卧床，想坐起来看看窗外。', '一位居民需要久坐，想要一个软一点的靠背垫。'),
  story('disabled', 'thing', 320, '想要一根带凳手杖', '腿脚不便，走几步就要歇。', '一位居民走路不便，想要一根能坐下歇脚的手杖。'),
  story('low_income', 'thing', 400, '想要一床厚棉被', '一家三口，冬天被子薄。', '一户居民冬天被子薄，想要一床厚棉被。'),
  story('low_income', 'thing', 450, '想要一个电饭锅', '旧的坏了，修不好。', '一户居民的电饭锅坏了，想换一个小的。'),
  story('elder', 'deed', 0, '想有人教用手机视频', '儿子在外地，想学视频通话。', '一位老人想学用手机和外地的孩子视频。'),
  story('elder', 'deed', 0, '想有人陪着去一次江边', '腿不好，两年没出过小区了。', '一位坐轮椅的老人想有人陪着去江边看看。'),
  story('elder', 'deed', 100, '想请人上门理个发', '卧床，下不了楼。', '一位老人下不了楼，想请人上门理个发。'),
  story('resident', 'deed', 0, '想找人一起练普通话', '刚搬来，口音重，怕和邻居说不清。', '一位刚搬来的居民想找邻居一起练普通话。'),
  story('elder', 'deed', 180, '想在楼梯装一段扶手', '上下楼怕摔，已经摔过一次。', '一位老人上下楼怕摔，想在楼梯口装一段扶手。', {
    scene: 'damaged_railing',
    proof: '扶手装好了，老人试着走了两趟，很稳。',
  }),
  story('elder', 'deed', 90, '想在门口装一盏小夜灯', '晚上出门倒垃圾看不清。', '一位老人晚上出门看不清，想在门口装一盏小灯。', {
    scene: 'street_lamp',
    proof: '灯装好了，天黑自己会亮。',
  }),
  story('disabled', 'deed', 0, '想请人搬走堵门的旧家具', '搬不动，轮椅出不去。', '一位居民门口堵着旧家具，轮椅出不去，想请人帮忙搬走。', {
    scene: 'corridor_clutter',
    proof: '两个人搬了一上午，路通了。',
  }),
  story('elder', 'deed', 60, '想把门口的地砖补平', '门口地砖翘起来，绊脚。', '一位老人门口的地砖翘起来绊脚，想请人补平。', {
    scene: 'broken_pavement',
    proof: '地砖补平了，踩上去不晃。',
  }),
  story('resident', 'deed', 50, '想清掉门上的小广告', '门上贴满了，自己清不干净。', '一位居民门上贴满小广告，想请人帮忙清一清。', {
    scene: 'small_ads',
    proof: '都清干净了，还重新擦了一遍门。',
  }),
  story('low_income', 'deed', 120, '想疏通门前的积水', '一下雨门口就积水，孩子上学湿鞋。', '一户居民门前一下雨就积水，想请人疏通。', {
    scene: 'water_pooling',
    proof: '排水口通了，下过雨也没积水。',
  }),
];
/** For the desk: one that asks for money, one that will not do. */
export const MARKED: Story = story('low_income', 'thing', 500, '想借款交房租', '这个月周转不开，给现金或者红包都行。', '');
export const REFUSED: Story = story('resident', 'thing', 480, '想要一条香烟', '过年送人用。', '');
export const REFUSAL = '微心愿帮助生活和学习上的需要，烟酒不在范围。您可以改成别的再提交。';

/** What a whole community needs; units claim these. */
export const PROJECTS: readonly Story[] = [
  story(
    'community',
    'deed',
    30_000,
    '修好漏雨的凉亭',
    '凉亭顶漏雨，老人下棋没地方坐。',
    '社区凉亭漏雨两年了，想修好屋顶，让老人有地方下棋。',
  ),
  story('community', 'deed', 18_000, '给老楼装一批楼道扶手', '七栋老楼没有扶手。', '几栋老楼的楼道没有扶手，想统一装上。'),
  story('community', 'thing', 12_000, '给老年食堂添一台消毒柜', '食堂每天 80 人吃饭。', '老年食堂每天八十人吃饭，需要一台大消毒柜。'),
  story('community', 'deed', 50_000, '把空地改成小花园', '空地堆垃圾。', '小区旁的空地常堆杂物，想改成一个小花园。'),
  story('community', 'deed', 8_000, '办一个暑期托管班', '双职工家庭多，暑假孩子没人看。', '暑假孩子没人看，想办一个四周的托管班。'),
  story('community', 'thing', 20_000, '给议事厅添一套投影', '开会看不清。', '议事厅开会看不清材料，想添一套投影。'),
];

export const ITEMS: readonly (readonly ['need' | 'resource' | 'project', string, string])[] = [
  ['need', '周末借用会议室，20 座左右', '居民议事会每月一次，周六上午。'],
  ['need', '请懂电的师傅讲一次安全用电', '面向老人，半小时就好。'],
  ['resource', '可提供 30 座会议室', '工作日晚上和周末，提前两天约。'],
  ['resource', '每月一次免费用电检查', '两名电工，每次约 10 户。'],
  ['resource', '可派 5 名党员参加周末清洁', '自带工具。'],
  ['project', '一起办社区夏夜电影', '单位出设备，社区出场地，每周五晚。'],
  ['project', '老年食堂志愿帮厨', '每天 10:00–12:30，每次 2 人。'],
];
