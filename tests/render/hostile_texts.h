// Texts for the tests of writers and verifier.

#pragma once

#include <array>
#include <string_view>

namespace dossier {

// Texts that mean something in Markdown, HTML or XML, and must not.
inline constexpr std::array<std::string_view, 38> kHostileTexts{"# heading",
                                                                "- item",
                                                                "+ item",
                                                                "1. item",
                                                                "12) item",
                                                                "> quoted",
                                                                "    code",
                                                                "---",
                                                                "***",
                                                                "===",
                                                                "a ~~b~~ ~c~",
                                                                "*bold* __strong__ _em_",
                                                                "snake_case_name",
                                                                "`code`",
                                                                "```",
                                                                "[4]",
                                                                "[link](https://evil.example/)",
                                                                "![picture](x.png)",
                                                                "[1]: https://evil.example/",
                                                                "<script>alert(1)</script>",
                                                                "<https://evil.example/>",
                                                                "&lt;b&gt; &amp; &#39; AT&T",
                                                                "a | b | c",
                                                                "back\\slash \\* \\|",
                                                                "https://evil.example/path",
                                                                "www.evil.example",
                                                                "see http://evil.example.",
                                                                "- [ ] task",
                                                                "[^1]",
                                                                "\"quoted\" and 'single'",
                                                                "<!-- comment -->",
                                                                "</style></head>",
                                                                "line\nbreak\tand\rmore",
                                                                "\x01"
                                                                "4\x02 control \x1b[31m",
                                                                "a\u202Eb",
                                                                "100% $5 $6",
                                                                "(4)",
                                                                ": colon"};

}  // namespace dossier
