import { tamperedJourneys } from './tampered-journeys.js';

tamperedJourneys('firefox', { windows: 'samples' });
