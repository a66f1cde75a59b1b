import type { FileView } from '@linli/shared/files.dto';
import type { Shot } from '@/lib/shot';

export interface CoverPhotoProps {
  photo: Pick<FileView, 'id' | 'largeUrl' | 'width' | 'height'>;
  onClose: () => void;
  onDone: (shot: Shot) => void;
}
