import { askRoutes } from './authorization/table.js';

askRoutes(1, 2);
