// Flat pictures for signs, leaflets and covers, drawn as SVG. Numbers on leaflets are no telephone numbers.
import sharp from 'sharp';

const raw = async (svg) => {
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};
const svg = (w, h, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" font-family="Noto Sans SC" font-weight="700">${body}</svg>`;

const SHOPS = ['老街米粉', '福来便利店', '好邻居水果', '江记糖水', '顺发五金', '明明眼镜', '小满包子铺', '平安药房', '晨光文具', '阿婆酸嘢', '快乐理发', '百家粮油', '新风尚服饰', '江南茶庄']; // prettier-ignore
const BOARDS = [['#a51d22', '#ffe9b0'], ['#1c5a34', '#ffffff'], ['#15467d', '#ffffff'], ['#f0ead8', '#8c1d18'], ['#2b2b2b', '#f1c65a'], ['#c9641c', '#ffffff']]; // prettier-ignore

export async function signs() {
  return Promise.all(
    SHOPS.map((name, i) => {
      const [ground, ink] = BOARDS[i % BOARDS.length];
      return raw(
        svg(640, 128, `<rect width="640" height="128" fill="${ground}"/><rect x="5" y="5" width="630" height="118" fill="none" stroke="${ink}" stroke-opacity=".35" stroke-width="3"/><text x="320" y="91" font-size="76" text-anchor="middle" fill="${ink}" letter-spacing="10">${name}</text>`), // prettier-ignore
      );
    }),
  );
}

const LEAFLETS = [
  ['#f5f1e2', '#1b1b1b', '房屋出租', '两房一厅 拎包入住'],
  ['#fff36b', '#b3121d', '疏通管道', '随叫随到 价格优惠'],
  ['#f7f7f4', '#0c3f94', '专业开锁', '换锁修锁 上门服务'],
  ['#ffd9dc', '#a3121e', '高价回收', '旧家电 旧手机'],
  ['#e4f2ff', '#14304f', '招聘', '包吃住 日结'],
  ['#f4f4ee', '#1b1b1b', '搬家', '大小货车 小时工'],
];
export async function leaflets() {
  return Promise.all(
    LEAFLETS.map(
      ([paper, ink, head, line]) =>
      raw(svg(240, 320, `<rect width="240" height="320" fill="${paper}"/><text x="120" y="100" font-size="52" text-anchor="middle" fill="${ink}">${head}</text><text x="120" y="170" font-size="24" text-anchor="middle" fill="${ink}">${line}</text><rect x="26" y="210" width="188" height="34" fill="${ink}" opacity=".85"/><rect x="26" y="256" width="188" height="16" fill="${ink}" opacity=".35"/>`)), // prettier-ignore
    ),
  );
}

export const fireLane = () =>
  raw(
    svg(1200, 400, `<rect x="12" y="12" width="1176" height="376" fill="none" stroke="#e8b416" stroke-width="22"/>${Array.from({ length: 15 }, (_, i) => `<path d="M${i * 100 - 260} 388 L${i * 100 + 116} 12" stroke="#e8b416" stroke-width="10" opacity=".75"/>`).join('')}<rect x="250" y="90" width="700" height="220" fill="#5c5c5c"/><text x="600" y="188" font-size="104" text-anchor="middle" fill="#f0bb18" letter-spacing="30">消防通道</text><text x="600" y="290" font-size="72" text-anchor="middle" fill="#f0bb18" letter-spacing="22">禁止占用</text>`), // prettier-ignore
  );

export const manholeCover = () =>
  raw(
    svg(400, 400, `<circle cx="200" cy="200" r="198" fill="#4a4a48"/>${[...Array(11)].map((_, i) => [...Array(11)].map((__, k) => `<rect x="${i * 36 + 4}" y="${k * 36 + 4}" width="24" height="24" fill="#33332f"/>`).join('')).join('')}<circle cx="200" cy="200" r="186" fill="none" stroke="#2a2a28" stroke-width="14"/><circle cx="200" cy="200" r="76" fill="#4f4f4c"/><text x="200" y="230" font-size="84" text-anchor="middle" fill="#2a2a28">污</text><circle cx="200" cy="200" r="197" fill="none" stroke="#5f5f5a" stroke-width="5"/>`), // prettier-ignore
  );

export const notice = (head, line, ground = '#12539b', ink = '#ffffff') =>
  raw(svg(480, 320, `<rect width="480" height="320" fill="${ground}"/><text x="240" y="150" font-size="84" text-anchor="middle" fill="${ink}">${head}</text><text x="240" y="240" font-size="40" text-anchor="middle" fill="${ink}">${line}</text>`)); // prettier-ignore
