// Tables as CSV (RFC 4180): fields may stand in quotes and then hold commas, quotes and line breaks.

// A quote inside a field that did not begin with one is a letter like any other.
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)?)(,|\r?\n|$)/y;

/** Rows by the names of the first row. @example parseCsv('a,b\n1,"x, y"\n') is [{ a: '1', b: 'x, y' }] */
export const parseCsv = (text: string): readonly Readonly<Record<string, string>>[] => {
  const [header = [], ...rows] = rowsOf(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
};

const rowsOf = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const field = FIELD.exec(text);
    if (!field) throw new Error('The table is not valid CSV.');
    row.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? '');
    if (field[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};
