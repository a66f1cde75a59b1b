import type { Telling, Tellings } from './notification-tellings.js';

/** To whom it matters and who did not do it: the elder, or the helper whose bond was ended. */
const told = (title: string, body: string): Telling[] => [{ to: ['told'], topic: 'account', title, body }];

/** Elders and those bound to help them: nobody gets a helper without being told. */
export const ELDER_TELLINGS: Tellings = {
  bind: told('有人绑定为您的亲情代办', '您的{relation}用绑定码完成了绑定，可以替您点单。如果不是您同意的，请打开结束绑定，或联系社区。'),
  add_helper: told(
    '社区为您登记了亲情代办',
    '社区查看证明后，登记了您的{relation}替您点单。如果不是您同意的，请打开结束绑定，或联系社区。',
  ),
  end_helper: told('亲情代办结束了', '一份亲情代办的绑定已经结束。需要时可以重新绑定。'),
  create: told('社区为您建了长辈资料', '社区为您建了长辈资料，方便点单。请打开核对地址和需要。'),
  update: told('长辈资料有修改', '社区修改了您的长辈资料，请打开核对。'),
  issue_card: told('亲情卡已制作', '社区为您制作了亲情卡，以前的卡不能再用。'),
  revoke_card: told('亲情卡已停用', '您的亲情卡已停用。'),
};
