import type { Chance } from '../chance.js';

const SURNAMES: readonly (readonly [string, number])[] =
  '李7 王7 张6 刘5 陈6 黄5 梁4 林3 周3 吴3 杨3 何3 罗3 覃2 韦2 莫2 谢2 唐2 邓2 赵2 徐2 孙2 马1 朱2 胡2 郭2 高2 曾2 彭2 蒋2 欧阳1 陆1 苏1 叶1 阮1 龙1 卢2 钟2 潘2 温1'
    .split(' ')
    .map((entry) => [entry.slice(0, -1), Number(entry.slice(-1))] as const);

const GIVEN = {
  elderWoman: '桂兰 秀英 玉珍 淑芬 桂英 凤英 玉兰 秀珍 素珍 月娥 美英 惠珍 翠萍 金莲 兰芳',
  elderMan: '建国 国强 志明 德福 永康 庆华 文彬 振华 德明 锦荣 耀祖 守仁 家兴 福生 水生',
  woman: '秀梅 丽华 晓燕 海燕 春梅 红梅 雪梅 丽娟 燕玲 美玲 小芳 静 敏 婷 慧敏 丽萍 晓雯 佳怡 雨晴 思颖 诗琪 晓彤 文静 嘉欣 雅琴',
  man: '伟 强 军 勇 磊 杰 涛 斌 鹏 志强 建华 海波 俊杰 文杰 志伟 永强 浩然 子轩 宇航 家豪 国栋 晓东 明辉 伟明 剑锋 少华 立新',
};
export type Age = keyof typeof GIVEN;

/** Everyday names; no two people of the demo have the same one, and nobody one of those already given. */
export function namer(chance: Chance, given: readonly string[]): (age: Age) => string {
  const taken = new Set(given);
  const names = Object.fromEntries(Object.entries(GIVEN).map(([age, text]) => [age, text.split(' ')])) as Record<Age, string[]>;
  return (age) => {
    for (;;) {
      const name = chance.weighted(SURNAMES) + chance.pick(names[age]);
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}

const OLD = [GIVEN.elderWoman, GIVEN.elderMan].flatMap((text) => text.split(' '));
/** Whether somebody bears a given name of those born before the sixties. */
export const soundsOld = (name: string): boolean => OLD.some((given) => name.endsWith(given));
