#include "app/session.h"

#include <fmt/core.h>

#include <filesystem>
#include <utility>

#include "app/file.h"

namespace dossier {

namespace {

// A path of the configuration, from the folder that it stands in.
std::string beside(const std::string& configuration_path, const std::string& path) {
  return (std::filesystem::path{configuration_path}.parent_path() / path).string();
}

}  // namespace

Time now_of(const GlobalOptions& global) {
  if (global.now) return *global.now;
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Result<Configuration> load_configuration(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  auto configuration = parse_configuration(*text, path);
  if (!configuration || configuration->ca_file.empty()) return configuration;
  configuration->ca_file = beside(path, configuration->ca_file);
  // Told here, once: libcurl would fail each feed with it.
  if (const auto read = read_file(configuration->ca_file); !read) {
    return within(path + ": ca_file", read.error());
  }
  return configuration;
}

Result<Lexicon> load_lexicon(const std::string& configuration_path,
                             const Configuration& configuration) {
  if (configuration.lexicon_file.empty()) return Lexicon::load();
  const std::string path = beside(configuration_path, configuration.lexicon_file);
  const auto text = read_file(path);
  if (!text) return within(configuration_path + ": lexicon", text.error());
  return Lexicon::load(*text, path);
}

Result<Setup> load_setup(const GlobalOptions& global) {
  auto configuration = load_configuration(global.config);
  if (!configuration) return tl::unexpected(configuration.error());
  auto lexicon = load_lexicon(global.config, *configuration);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return Setup{std::move(*configuration), std::move(*lexicon)};
}

Result<Rulings> load_rulings(const std::string& directory) {
  const auto decisions = read_decisions(directory);
  if (!decisions) return tl::unexpected(decisions.error());
  return Rulings{*decisions};
}

Result<Lexicon> load_lexicon(const GlobalOptions& global) {
  if (!global.config_given) return Lexicon::load();
  const auto configuration = load_configuration(global.config);
  if (!configuration) return tl::unexpected(configuration.error());
  return load_lexicon(global.config, *configuration);
}

Result<VersionRecord> find_version(const Store& store, const std::string& id, int number) {
  const auto numbers = store.versions(id);
  if (!numbers) return tl::unexpected(numbers.error());
  if (numbers->empty()) {
    return fail(ErrorCode::not_found, id + ": no dossier of that name has been published");
  }
  const auto version = store.version(id, number);
  if (!version) return tl::unexpected(version.error());
  if (!*version) {
    return fail(ErrorCode::not_found,
                fmt::format("{}: there is no v{}; the last is v{}", id, number, numbers->back()));
  }
  return **version;
}

}  // namespace dossier
