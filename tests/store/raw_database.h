// The database under a store, for tests that alter it.

#pragma once

#include <rocksdb/db.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/schema.h"

namespace dossier {

// Opens the database behind the store's back.
inline void with_database(
    const std::string& directory,
    const std::function<void(rocksdb::DB&, rocksdb::ColumnFamilyHandle*)>& use) {
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  rocksdb::DBOptions options;
  options.create_if_missing = options.create_missing_column_families = true;
  REQUIRE(rocksdb::DB::Open(options, directory,
                            {{rocksdb::kDefaultColumnFamilyName, {}}, {schema::kBytesFamily, {}}},
                            &handles, &opened)
              .ok());
  const std::unique_ptr<rocksdb::DB> db{opened};
  use(*db, handles[1]);
  for (auto* handle : handles) REQUIRE(db->DestroyColumnFamilyHandle(handle).ok());
}

}  // namespace dossier
