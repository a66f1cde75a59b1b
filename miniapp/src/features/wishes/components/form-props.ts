import type { WishView } from '@linli/shared/wishes.dto';

/** What every form of an act gets. */
export interface FormProps {
  wish: WishView;
  pending: boolean;
  error: Error | null;
  /** what is sent, made when it is: photos go up first */
  send: (make: () => object | Promise<object>) => void;
  onClose: () => void;
}
