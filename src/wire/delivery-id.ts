import { LARGEST_INT } from '../core/largest-int.ts';

/** Which mail. */
interface DeliveryKey {
  readonly taskId: number;
  readonly topic: string;
  readonly recipientId: number;
}

/** The name of a mail in addresses and on the command line: 4812-TaskAssigned-15. */
export const deliveryId = ({ taskId, topic, recipientId }: DeliveryKey): string => `${taskId}-${topic}-${recipientId}`;

/** Reads the name of a mail; null for what is none. */
export function readDeliveryId(text: string): DeliveryKey | null {
  const [, task = '', topic = '', recipient = ''] = /^(\d{1,10})-([A-Za-z]{1,50})-(\d{1,10})$/.exec(text) ?? [];
  const [taskId, recipientId] = [Number(task), Number(recipient)];
  return topic === '' || taskId > LARGEST_INT || recipientId > LARGEST_INT ? null : { taskId, topic, recipientId };
}
