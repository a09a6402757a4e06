// The journal's face: opens the file, and turns every call into a job for the writer's thread whose answer comes home
// to the coroutine that asked.
#include "tenbells/journal/journal.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <system_error>
#include <utility>

#include "lock_file.hpp"
#include "schema.hpp"
#include "writer.hpp"

namespace tb::journal {
namespace {

enum class Access { read, write };

// A call with the handler of the coroutine that waits for it.
template <class Value, class Work, class Handler>
class Call final : public Job {
 public:
  Call(Access access, Work work, Handler handler)
      : access_(access),
        work_(std::move(work)),
        handler_(std::move(handler)),
        home_(asio::get_associated_executor(handler_)),
        guard_(asio::make_work_guard(home_)) {}

  [[nodiscard]] bool writes() const override { return access_ == Access::write; }

  void execute(Queries& queries) override {
    if constexpr (std::is_void_v<Value>) {
      work_(queries);
    } else {
      value_ = work_(queries);
    }
  }

  void answer(const std::optional<Error>& error) override {
    Result<Value> result;
    if (error) {
      result = fail(*error);
    } else if constexpr (!std::is_void_v<Value>) {
      result = std::move(value_);
    }
    // The guard goes along and ends at home: here, the context it keeps busy could be gone before it.
    asio::post(home_, [handler = std::move(handler_), result = std::move(result), guard = std::move(guard_)]() mutable {
      std::move(handler)(std::move(result));
    });
  }

 private:
  using Home = asio::associated_executor_t<Handler>;

  Access access_;
  Work work_;
  Handler handler_;
  Home home_;
  asio::executor_work_guard<Home> guard_;
  std::conditional_t<std::is_void_v<Value>, char, Value> value_{};
};

Error folder_error(const std::filesystem::path& folder, const std::error_code& code) {
  return {.kind = ErrorKind::refused,
          .doing = "create the journal's folder",
          .to = folder.string(),
          .why = code.message(),
          .advice = "Create it and give it to the user that runs tenbells, or set journal.path."};
}

Error too_new(const std::string& path, int version) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "open the journal",
          .to = path,
          .why = "a newer tenbells wrote it (schema " + std::to_string(version) + ", this one knows " +
                 std::to_string(kSchemaVersion) + "); nothing was changed",
          .advice = "Run the newer program, or give this one a journal of its own (journal.path)."};
}

}  // namespace

class Journal::Impl {
 public:
  Impl(LockFile lock, std::unique_ptr<Database> database, std::string path)
      : lock_(std::move(lock)), writer_(std::move(database), std::move(path)) {}

  template <class Value, class Work>
  asio::awaitable<Result<Value>> call(Access access, Work work) {
    auto initiate = [this, access](auto handler, Work task) {
      using Handler = decltype(handler);
      writer_.submit(std::make_unique<Call<Value, Work, Handler>>(access, std::move(task), std::move(handler)));
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Value>)>(
        std::move(initiate), asio::use_awaitable, std::move(work));
  }

 private:
  LockFile lock_;
  Writer writer_;
};

Result<std::unique_ptr<Journal>> Journal::open(const Options& options) {
  const std::string path = options.path.string();
  if (const auto folder = options.path.parent_path(); !folder.empty()) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code) return fail(folder_error(folder, code));
  }
  Result<LockFile> lock = LockFile::take(path + ".lock");
  if (!lock) return fail(std::move(lock).error());
  try {
    auto database = std::make_unique<Database>(path);
    database->execute("PRAGMA journal_mode = WAL");
    database->execute("PRAGMA synchronous = FULL");
    database->execute("PRAGMA foreign_keys = ON");
    if (const int version = migrate(*database); version != kSchemaVersion) return fail(too_new(path, version));
    return std::make_unique<Journal>(std::make_unique<Impl>(std::move(*lock), std::move(database), path));
  } catch (const SqliteFailure& failure) {
    return fail(explain(failure, path).during("open the journal"));
  }
}

Journal::Journal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Journal::~Journal() = default;

asio::awaitable<Result<std::optional<SourceState>>> Journal::state_of(std::string source) {
  return impl_->call<std::optional<SourceState>>(
      Access::read, [source = std::move(source)](Queries& queries) { return queries.state_of(source); });
}

asio::awaitable<Result<std::vector<bool>>> Journal::known(std::vector<std::string> item_ids) {
  return impl_->call<std::vector<bool>>(Access::read,
                                        [ids = std::move(item_ids)](Queries& queries) { return queries.known(ids); });
}

asio::awaitable<Result<void>> Journal::commit(Commit commit) {
  return impl_->call<void>(Access::write, [commit = std::move(commit)](Queries& queries) { queries.commit(commit); });
}

asio::awaitable<Result<std::vector<Queued>>> Journal::waiting(std::string sink, std::size_t at_most) {
  return impl_->call<std::vector<Queued>>(
      Access::read, [sink = std::move(sink), at_most](Queries& queries) { return queries.waiting(sink, at_most); });
}

asio::awaitable<Result<void>> Journal::acknowledge(std::string sink, std::vector<std::int64_t> positions) {
  return impl_->call<void>(Access::write, [sink = std::move(sink), positions = std::move(positions)](Queries& queries) {
    queries.acknowledge(sink, positions);
  });
}

asio::awaitable<Result<void>> Journal::bury(std::string sink, std::int64_t position, std::string reason, Moment at) {
  return impl_->call<void>(Access::write, [sink = std::move(sink), position, reason = std::move(reason),
                                           at](Queries& queries) { queries.bury(sink, position, reason, at); });
}

asio::awaitable<Result<OutboxDepth>> Journal::depth() {
  return impl_->call<OutboxDepth>(Access::read, [](Queries& queries) { return queries.depth(); });
}

}  // namespace tb::journal
