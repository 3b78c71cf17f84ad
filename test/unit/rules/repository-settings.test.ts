import { describe, expect, it } from 'vitest';
import type { S3Place } from '#shared/model/repository-place.ts';
import { parseSettings, placeOfSettings, settingsOf } from '#shared/rules/repository-settings.ts';

const S3: S3Place = {
  kind: 's3',
  bucket: 'apigw-backup',
  basePath: '/prod/default/',
  region: 'eu-central-1',
  endpoint: 's3.example.com',
  protocol: 'https',
  pathStyle: true,
  client: 'backup',
  encrypted: false,
};

describe('the settings of a place', () => {
  it('are all of S3 up to 5.x, and later those that are not ignored', () => {
    expect(settingsOf(S3, 'settings')).toEqual({
      bucket: 'apigw-backup',
      base_path: 'prod/default',
      server_side_encryption: null,
      region: 'eu-central-1',
      endpoint: 's3.example.com',
      protocol: 'https',
      path_style_access: true,
    });
    expect(settingsOf(S3, 'keystore')).toEqual({
      bucket: 'apigw-backup',
      base_path: 'prod/default',
      server_side_encryption: null,
      client: 'backup',
    });
  });

  it('come back as the place they were made of', () => {
    const told = {
      bucket: 'b',
      base_path: 'p',
      protocol: 'HTTP',
      path_style_access: 'true',
      chunk_size: '1g',
    };
    const place = placeOfSettings('s3', told);
    expect(place).toMatchObject({
      kind: 's3',
      bucket: 'b',
      basePath: 'p',
      protocol: 'http',
      pathStyle: true,
    });
    expect(settingsOf(place as S3Place, 'settings')).toMatchObject({ bucket: 'b', base_path: 'p' });
    expect(placeOfSettings('fs', { location: '/b', compress: 'true' })).toEqual({
      kind: 'fs',
      location: '/b',
    });
  });

  it('of another type, or without what the form needs, are shown as they are', () => {
    expect(placeOfSettings('url', { url: 'http://x/' })).toEqual({
      kind: 'other',
      type: 'url',
      settings: '{\n  "url": "http://x/"\n}',
    });
    expect(placeOfSettings('s3', {}).kind).toBe('other');
  });

  it('that are typed must be an object of JSON', () => {
    expect(parseSettings('{"url": "x"}')).toEqual({ settings: { url: 'x' } });
    expect(parseSettings(' ')).toEqual({ settings: {} });
    for (const text of ['[1]', '"x"', 'null', '7']) expect(parseSettings(text)).toHaveProperty('problem');
    expect(parseSettings('{url: x}')).toEqual({ problem: 'it is not JSON' });
  });
});
