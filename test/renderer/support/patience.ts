import { configure } from '@testing-library/react';

// A busy machine takes longer than a second to draw a page; what is awaited ends as soon as it is there.
configure({ asyncUtilTimeout: 10_000 });
