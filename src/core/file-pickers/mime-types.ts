/** The usual documents, as `type endings` with the ending that is meant first. */
const TABLE = `
application/pdf pdf
application/msword doc dot
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
application/vnd.ms-word.document.macroenabled.12 docm
application/vnd.ms-excel xls xlt
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
application/vnd.ms-excel.sheet.macroenabled.12 xlsm
application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
application/vnd.ms-powerpoint ppt pps pot
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx
application/vnd.openxmlformats-officedocument.presentationml.template potx
application/vnd.ms-outlook msg
application/onenote one
application/vnd.visio vsd
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.presentation odp
application/rtf rtf
application/epub+zip epub
application/json json
application/xml xml
application/sql sql
application/zip zip
application/gzip gz
application/x-7z-compressed 7z
application/vnd.rar rar
application/x-tar tar
application/postscript ps eps
text/plain txt text log
text/csv csv
text/tab-separated-values tsv
text/html html htm
text/css css
text/javascript js mjs
text/markdown md markdown
text/calendar ics
text/vcard vcf
text/xml xml
text/rtf rtf
text/yaml yaml yml
image/jpeg jpg jpeg
image/png png
image/gif gif
image/webp webp
image/avif avif
image/svg+xml svg
image/bmp bmp
image/tiff tiff tif
image/heic heic
image/heif heif
image/vnd.adobe.photoshop psd
image/x-icon ico
audio/mpeg mp3
audio/mp4 m4a
audio/wav wav
audio/ogg ogg oga
audio/flac flac
audio/aac aac
audio/webm weba
video/mp4 mp4 m4v
video/quicktime mov
video/webm webm
video/mpeg mpeg mpg
video/ogg ogv
video/x-msvideo avi
video/x-ms-wmv wmv
video/x-matroska mkv
`;

const ENDINGS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [type = '', ...endings] = line.split(' ');
      return [type, endings];
    }),
);

/** The types of the table that a type such as `image/*` stands for. Any other type is given back. */
export function expandType(type: string): readonly string[] {
  const given = type.trim().toLowerCase();
  if (!given.endsWith('/*')) return [given];
  const known = [...ENDINGS.keys()];
  return given === '*/*' ? known : known.filter((one) => one.startsWith(given.slice(0, -1)));
}

/** The endings, without dot, that a MIME type stands for; none if it is not in the table. */
export const endingsOf = (type: string): readonly string[] =>
  expandType(type).flatMap((one) => ENDINGS.get(one) ?? []);

/** The MIME type of a file by the ending of its name, if it is in the table. */
export function typeOfName(name: string): string | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (!ending) return undefined;
  for (const [type, endings] of ENDINGS) if (endings.includes(ending)) return type;
  return undefined;
}
