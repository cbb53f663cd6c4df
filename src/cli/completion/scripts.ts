export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * A script for each shell. All three ask the program itself (`npl complete`) about the words typed so far, so that they
 * are never behind it, and never evaluate a word: what is typed is an argument, whatever is in it. The first line of the answer
 * says whether names of files are wanted, each other line is a word, a tab and what it means.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: String.raw`# Completion of npl for bash. Put into ~/.bashrc:  source <(npl completion bash)
_npl() {
    local -a words=()
    local word paths='' line n=0 i joins=0 typing
    # bash cuts words at = and : too; what it cut is put together again.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${'$'}{COMP_WORDS[i]}
        if ((n > 0)) && { [[ $word == [=:] ]] || ((joins)); }; then
            words[n - 1]+=$word
        else
            words[n++]=$word
        fi
        joins=0
        [[ $word == [=:] ]] && joins=1
    done
    typing=${'$'}{words[n - 1]}
    # A quote or backslash is the shell's, not the word's.
    for ((i = 0; i < n; i++)); do
        word=${'$'}{words[i]//\\/}
        word=${'$'}{word//\"/}
        words[i]=${'$'}{word//\'/}
    done
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $paths ]]; then
            paths=$line
            continue
        fi
        line=${'$'}{line%%$'\t'*}
        # Of a word cut at = bash replaces the last part alone.
        COMPREPLY+=("${'$'}{line#"${'$'}{typing%"${'$'}{typing##*[=:]}"}"}")
    done < <(npl complete -- "${'$'}{words[@]}" 2>/dev/null)
    ((${'$'}{#COMPREPLY[@]} == 0)) || return 0
    case $paths in
        folders) compopt +o default -o dirnames 2>/dev/null ;;
        files) ;;
        *) compopt +o default 2>/dev/null ;;
    esac
}
complete -o default -F _npl npl
`,
  zsh: String.raw`#compdef npl
# Completion of npl for zsh. Put into ~/.zshrc, behind compinit:  source <(npl completion zsh)
_npl() {
    local -a lines offered
    local line
    lines=("${'$'}{(@f)$(npl complete -- "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    for line in "${'$'}{(@)lines[2,-1]}"; do
        offered+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
    done
    if ((${'$'}{#offered})); then
        _describe -V npl offered
        return
    fi
    case $lines[1] in
        files) compset -P '*='; _files ;;
        folders) compset -P '*='; _files -/ ;;
    esac
}
if [[ $funcstack[1] == _npl ]]; then
    _npl "$@"
else
    compdef _npl npl
fi
`,
  fish: String.raw`# Completion of npl for fish. Write into ~/.config/fish/completions/npl.fish:  npl completion fish > …
function __npl_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l typing (commandline -ct)
    set -l lines (npl complete -- $words "$typing" 2>/dev/null)
    if test (count $lines) -gt 1
        string join \n -- $lines[2..-1]
        return
    end
    set -l value (string replace -r '^--[^=]*=' '' -- "$typing")
    set -l name (string match -r '^--[^=]*=' -- "$typing")
    switch "$lines[1]"
        case files
            string replace -r '^' -- "$name" (__fish_complete_path "$value")
        case folders
            string replace -r '^' -- "$name" (__fish_complete_directories "$value" '')
    end
end
complete -c npl -f -a '(__npl_complete)'
`,
};
