# Turns data files into one .cpp, so that the program carries them inside. Run at build time:
#   cmake -DOUTPUT=embedded.cpp -DHEADER=review/assets.h -DFUNCTION=embedded_asset
#         -DFILES=a.css,b.js -P embed.cmake
# HEADER declares FUNCTION: the name of a file in, its bytes out.
# Bytes as numbers, since a string literal may be cut at 64 KiB.

string(REPLACE "," ";" FILES "${FILES}")
set(source "// Made by cmake/embed.cmake; do not edit.\n#include \"${HEADER}\"\n\n")
string(APPEND source "namespace dossier {\n\nstd::string_view ${FUNCTION}(std::string_view file_name) {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" bytes HEX)
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND source "  if (file_name == \"${name}\") {\n")
  string(APPEND source "    static constexpr unsigned char kBytes[] = {${bytes}0};\n")
  string(APPEND source
         "    return {reinterpret_cast<const char*>(kBytes), ${size}};\n  }\n")
endforeach()
string(APPEND source "  return {};\n}\n\n}  // namespace dossier\n")
file(WRITE "${OUTPUT}" "${source}")
