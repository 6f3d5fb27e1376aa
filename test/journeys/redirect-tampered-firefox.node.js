import { tamperedJourneys } from './tampered-journeys.js';

tamperedJourneys('firefox', 'page');
