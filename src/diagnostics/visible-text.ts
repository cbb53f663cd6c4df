/**
 * Text from data, safe to show on a terminal: control characters (which can move the cursor or recolour the screen)
 * and bidirectional or invisible characters (which can make one value look like another), code points that are no
 * characters and halves of a pair become \u escapes.
 */
export function visibleText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\p{Noncharacter_Code_Point}]/gu,
    escaped,
  );
}

/**
 * visibleText for values quoted in messages: cut to `limit` characters with an ellipsis, and with blanks that are not
 * plain blanks escaped too, because a no-break space is often the very thing the message is about.
 */
export function quotedValue(text: string, limit = 60): string {
  const shown = visibleText(text).replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g, escaped);
  return shown.length > limit ? `${shown.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : shown;
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
}
