/** Who asks for it: an elder (or their family), anybody, or the community for a group at a place. */
export type Asker = 'elder' | 'anyone' | 'group';
export interface ServiceStory {
  code: string;
  weight: number;
  asker: Asker;
  remarks: readonly string[];
  praise: readonly string[];
  audience?: readonly [number, number];
}

const story = (code: string, weight: number, asker: Asker, remarks: readonly string[], praise: readonly string[]): ServiceStory => ({
  code,
  weight,
  asker,
  remarks,
  praise,
});
const gathering = (code: string, weight: number, audience: readonly [number, number], remarks: readonly string[]): ServiceStory => ({
  code,
  weight,
  asker: 'group',
  audience,
  remarks,
  praise: ['大家都说有用，下次再来。', '讲得清楚，老人们都听懂了。', '现场秩序好，来的人比预计多。'],
});

/** What is ordered, how often, and in which words. No illness is ever named. */
export const SERVICE_STORIES: readonly ServiceStory[] = [
  story('S0104', 15, 'elder', ['少盐少油，牙不好，饭煮软一点。', '不吃辣。', '两份，老伴也在家。', '送到门口按门铃就行。', '汤分开装。'], ['饭还是热的，谢谢！', '准时，人很和气。', '小伙子天天帮我把饭提上楼。', '比说好的早到五分钟。']), // prettier-ignore
  story('S0102', 13, 'elder', ['买两斤青菜、一块豆腐，要新鲜的。', '药房的药已经付过钱，凭取药单取。', '快递在小区门口的柜子里，取件码电话里说。', '米 5 公斤一袋，送到厨房。', '买菜的钱当面给，请留小票。'], ['菜挑得好，小票也给了。', '帮我把米放进米缸，真细心。', '东西齐全，没有落下。', '跑了两趟，辛苦了。']), // prettier-ignore
  story('S0101', 10, 'elder', ['一个人在家闷，想有人说说话。', '喜欢听粤剧，会下象棋。', '只会说本地话。', '想听人读读报纸。'], ['聊得很开心，盼着下次来。', '陪我下了两盘棋。', '孩子们有礼貌，临走还帮我倒了垃圾。']), // prettier-ignore
  story('S0109', 6, 'elder', ['下午四点以后打，中午要睡觉。', '听力不好，请说大声点。', ''], ['每次都记得打来，心里踏实。', '问得很细。']), // prettier-ignore
  story('S0108', 6, 'elder', ['轮椅推到江边走一圈。', '走得慢，请多等等。', '想去公园看看花。'], ['推得稳，过马路很小心。', '晒了太阳，精神多了。']), // prettier-ignore
  story('S0103', 6, 'elder', ['上午八点半的号，要早点出门。', '去老城医院，走路慢。', '拿完报告就回来。'], ['挂号、取药都帮我办好了。', '全程扶着我，放心。']), // prettier-ignore
  story('S0107', 5, 'elder', ['剪短一点就好。', '老伴也想剪，麻烦了。', '腿脚不便，坐着剪。'], ['剪得精神！', '手艺好，还帮着扫干净了。']), // prettier-ignore
  story('S0105', 4, 'elder', ['厨房油烟机外面擦一擦。', '窗户擦一面，高处不用擦。', '阳台的杂物归置一下。'], ['窗户亮堂堂的。', '两位配合得好，一个小时就干完了。']), // prettier-ignore
  story('S0602', 4, 'elder', ['不会用手机认证，社保卡已备好。', '今年的还没认证，怕耽误养老金。'], ['五分钟就办好了。', '耐心，教了我三遍。']), // prettier-ignore
  story('S0601', 5, 'anyone', ['帮忙去政务中心交材料，材料已装好袋。', '老年优待证到期，帮忙换一张。', '居住证明要盖章。'], ['材料一次办成，省了我跑两趟。', '办完拍了回执给我。']), // prettier-ignore
  story('S0303', 5, 'anyone', ['门锁转不动，怕哪天打不开。', '纱窗破了一个洞。', '厕所门合页松了。'], ['锁顺了，还上了点油。', '自带工具，修好就走，水都没喝。']), // prettier-ignore
  story('S0301', 4, 'anyone', ['厨房水龙头滴水。', '楼道灯开关不灵，家里也跳过闸。', '马桶水箱一直响。'], ['专业，两个人一起来，放心。', '查出来是老化，换了个垫圈就好。']), // prettier-ignore
  story('S0302', 3, 'anyone', ['电风扇不转。', '洗衣机甩干时很响。'], ['修好了，还教我怎么清理。', '说没必要换新的，省了钱。']), // prettier-ignore
  story('S0401', 4, 'anyone', ['租房押金不退，想问问怎么办。', '想问老房子过户要什么材料。', '合同看不懂，想请人看看。'], ['讲得明白，心里有数了。', '律师把要带的材料列了张单子。']), // prettier-ignore
  story('S0402', 2, 'anyone', ['楼上夜里总有响动，说过几次。', '两家共用的过道堆东西。'], ['两家都坐下来谈了，好多了。']), // prettier-ignore
  story('S0503', 5, 'anyone', ['想学视频通话，孩子在外地。', '手机老弹广告，不知道怎么关。', '想学用手机挂号。'], ['会给孙子打视频了！', '讲得慢，一步一步教。']), // prettier-ignore
  story('S0305', 3, 'anyone', ['两把菜刀、一把剪刀。', '雨伞骨断了一根。', '裤脚放长一点。'], ['刀磨得快，谢谢师傅。']), // prettier-ignore
  story('S0603', 2, 'anyone', ['刚毕业，想改改简历。', '四十多岁，想找附近的活。'], ['简历改完顺眼多了。']), // prettier-ignore
  story('S0203', 1, 'anyone', ['最近睡不好，想找人聊聊。'], ['说完轻松多了。']), // prettier-ignore
  gathering('S0403', 4, [25, 60], ['讲讲冒充客服退款的套路，最好有案例。', '主要是老年人，请放大字。']), // prettier-ignore
  gathering('S0201', 4, [20, 50], ['自带血压计，桌椅社区准备。', '请带些宣传单。']), // prettier-ignore
  gathering('S0204', 3, [20, 40], ['讲心肺复苏，社区有教具。', '请教海姆立克急救法。']), // prettier-ignore
  gathering('S0902', 3, [12, 25], ['读书会第三期，书社区已备。', '书法班，笔墨自带。']), // prettier-ignore
  gathering('S0504', 2, [30, 60], ['讲讲新的医保政策，一个小时左右。']), // prettier-ignore
  gathering('S0501', 3, [8, 15], ['一到三年级，写完作业再读半小时书。']), // prettier-ignore
];

export const WHY = {
  reject: [
    '这项服务需要房东同意，请先和房东商量。',
    '社区这周已安排同样的活动，请直接来参加。',
    '涉及高空作业，志愿者不能做，已转给物业。',
    '您登记的地址不在本社区，请向所在社区点单。',
  ],
  cancelByOrderer: ['家里来亲戚了，不用麻烦了。', '改天再约，谢谢。', '孩子回来帮我弄好了。', '临时要出门。'],
  cancelByDesk: ['那天有台风预警，改期再约。', '和居民电话商量后取消。', '场地临时停电，活动改期。'],
  decline: ['那天要上班。', '孩子家长会，这次去不了。', '', '', '这几天腰不舒服。'],
  withdraw: ['单位临时加班，对不起。', '家里有急事，请换个人。', '发烧了，不方便去老人家里。'],
  noShow: ['电话没有接，等了半个小时。', '联系上了，说记错了日子。'],
  dispute: [
    '人来了不到半小时就走了，时间写得不对。',
    '说好两个人，只来了一个。',
    '没有人来过，不知道为什么写着服务过。',
    '东西买错了，没有给小票。',
  ],
  uphold: [
    '核实了通话和签到，服务属实，按实际 40 分钟认定。',
    '双方都在场说清了，时间按居民说的算。',
    '看了签到记录，服务属实；小票已补。',
  ],
  void: ['核实没有上门，这次作废，已提醒本人。', '签到的位置不在服务地点，本人也承认没有去。'],
  callBackYes: ['电话里说来了，服务得很好。', '老人说饭送到了，还热着。', '家属接的电话，确认服务过。'],
  callBackNo: ['老人说那天没有人来。'],
  recordFinish: ['手机没电，电话里说的结束时间，居民也确认了。', '走的时候忘了签退，居民说是这个时间走的。'],
  postNote: ['名单核对过，都到了。', '大家辛苦了，工具已收好。', ''],
} as const;

/** How well it went, in fifths, as people say it. */
export const LEVELS: readonly (readonly [number, number])[] = [
  [5, 70],
  [4, 22],
  [3, 6],
  [2, 2],
];
export const DULL: Readonly<Record<number, string>> = {
  3: '来得晚了点，别的还行。',
  2: '来得太晚，饭都凉了。',
  4: '挺好的，就是来得有点急。',
};
export const COOPERATION = ['阿姨很热情，地址好找。', '配合得很好。', '老人家很客气。', '提前把东西都备好了。', null, null] as const;
