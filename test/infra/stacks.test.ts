// What must hold of the stacks that are deployed. One synth for all: it costs more than all that is asked of it.
import { describe } from '@jest/globals';
import { asyncEdges } from './async-edges.ts';
import { edge } from './edge.ts';
import { permissions } from './permissions.ts';
import { rulePacks } from './rule-packs.ts';
import { wholeSuite } from './suite.ts';
import { synthesize } from './synthesized.ts';

const stacks = synthesize();

describe('the suite', () => wholeSuite(stacks));
describe('permissions', () => permissions(stacks));
describe('asynchronous edges', () => asyncEdges(stacks));
describe('the edge', () => edge(stacks));
describe('rule packs', () => rulePacks(stacks));
