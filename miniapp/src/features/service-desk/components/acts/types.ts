import type { OrderView } from '@linli/shared/orders.dto';

export interface FormProps {
  order: OrderView;
  send: (body: object) => void;
  pending: boolean;
  error: Error | null;
}
