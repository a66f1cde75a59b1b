import { ALL_WEEKDAYS, DEFAULT_SLOTS, type MenuSlot } from '@linli/shared/menu';
import { searchDocument } from '@linli/shared/search';
import catalogue from '../../../data/service-catalog.json' with { type: 'json' };

const slot = (from: number, to: number): MenuSlot => ({ fromMinute: Math.round(from * 60), toMinute: Math.round(to * 60) });
const WORKDAYS = [1, 2, 3, 4, 5];

interface Habits {
  slots?: readonly MenuSlot[];
  weekdays?: readonly number[];
  /** What people call it: the search finds these too. */
  words?: string;
}
/** Where the usual hours of an item are not office-like, and the words people look for. */
const HABITS: Readonly<Record<string, Habits>> = {
  S0101: { words: '聊天 陪聊 看望 探望 孤独 老人' },
  S0102: { words: '买菜 买药 取快递 跑腿 代购' },
  S0103: { words: '看病 医院 陪诊 挂号', slots: [slot(7, 11), slot(13.5, 16)] },
  S0104: { words: '送饭 吃饭 午饭 晚饭 盒饭 送餐', slots: [slot(10.5, 12.5), slot(16.5, 18.5)] },
  S0105: { words: '打扫 卫生 擦窗 保洁' },
  S0106: { words: '洗澡 擦身' },
  S0107: { words: '剪头发 剪发 理发' },
  S0108: { words: '散步 遛弯 轮椅', slots: [slot(7, 10.5), slot(15, 18.5)] },
  S0109: { words: '打电话 问候 平安', slots: [slot(8.5, 11.5), slot(14, 20)] },
  S0201: { words: '量血压 测血糖 看医生 义诊' },
  S0202: { words: '吃药 药' },
  S0203: { words: '心理 谈心 睡不着' },
  S0301: { words: '水管 漏水 电灯 换灯泡 没电 跳闸' },
  S0302: { words: '电视 冰箱 洗衣机 空调 风扇' },
  S0303: { words: '开锁 换锁 门 窗 纱窗' },
  S0304: { words: '扶手 防滑 坡道' },
  S0305: { words: '磨刀 修伞 缝衣服 裤脚' },
  S0401: { words: '律师 打官司 合同' },
  S0402: { words: '邻居 吵架 纠纷' },
  S0501: { words: '作业 辅导 放学 孩子', weekdays: WORKDAYS, slots: [slot(15.5, 18.5)] },
  S0502: { words: '暑假 寒假 带孩子', slots: [slot(8, 17)] },
  S0503: { words: '手机 微信 学手机' },
  S0504: { words: '宣讲 上课', slots: [slot(8.5, 11.5), slot(14, 20)] },
  S0601: { words: '办事 代办 跑腿 证件', weekdays: WORKDAYS },
  S0602: { words: '养老金 社保 人脸' },
  S0603: { words: '找工作 简历' },
  S0701: { words: '扫地 楼道 院子', slots: [slot(7, 11.5), slot(14, 18)] },
  S0702: { words: '垃圾', slots: [slot(6.5, 9.5), slot(17.5, 20.5)] },
  S0703: { words: '浇花 种树 草坪', slots: [slot(7, 11.5), slot(15, 18.5)] },
  S0801: { words: '巡逻 红袖章 治安', slots: [slot(7, 11.5), slot(14, 22)] },
  S0802: { words: '消防 灭火器 隐患' },
  S0803: { words: '红绿灯 过马路 交通', slots: [slot(6.5, 9), slot(11, 14), slot(16.5, 19)] },
  S0804: { words: '防汛 搬东西 值班 应急', slots: [slot(0, 24)] },
  S0901: { words: '演出 唱歌 跳舞 节日', slots: [slot(8.5, 11.5), slot(14, 20)] },
  S0902: { words: '读书 书法 兴趣班 下棋', slots: [slot(8.5, 11.5), slot(14, 20)] },
  S0903: { words: '照相 拍照 证件照' },
  S1001: { words: '心愿 愿望' },
};

/** The rows of the shipped catalogue. */
export const shippedItems = () =>
  catalogue.map((item) => {
    const { slots = DEFAULT_SLOTS, weekdays = ALL_WEEKDAYS, words }: Habits = HABITS[item.code] ?? {};
    return {
      code: item.code,
      category: item.category.toLowerCase(),
      name: item.nameZh,
      slug: item.slug,
      search: searchDocument(item.nameZh, words, item.qualification),
      minutes: item.defaultMinutes,
      served_by: item.servedBy.map((who) => who.toLowerCase()),
      qualification: item.qualification,
      qualification_code: item.qualificationCode,
      two_person_rule: item.twoPersonRule,
      mode: item.mode.toLowerCase(),
      recipients: item.recipients.map((who) => who.toLowerCase()),
      risk: item.risk,
      risk_note: item.riskNoteZh,
      insurance_required: item.insuranceRequired,
      needs_review: item.needsReview,
      notice_hours: item.noticeHours,
      radius_metres: item.radiusMetres,
      min_people: item.twoPersonRule ? 2 : 1,
      max_people: item.maxPeople,
      at_place: item.venue === 'place',
      weekdays,
      slots,
      points_coefficient: item.pointsCoefficient,
    };
  });
