import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FilesService } from '../files/files.service.js';
import { AccountClosings, AccountData, AccountMoves } from './account-links.service.js';

/** Files lie below accounts and know nothing of them: what becomes of a person's photos is said here. */
@Injectable()
export class FilesLinks implements OnModuleInit {
  constructor(
    private readonly files: FilesService,
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register((tx, from, to) => this.files.move(tx, from, to));
    this.data.register('photos', (tx, personId) => this.files.dataOf(tx, personId));
    this.closings.erase((tx, personId) => this.files.erase(tx, personId), '没有用在事项里的照片和照片的位置立即删除');
  }
}
