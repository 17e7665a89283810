# Objective 1: self-support or ordinary education among non-western people of 18-64 at most 36 months after their first
# integration benefit, by quarter, municipality and sex.
# Rscript objective_1.R FOLDER

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "weeks.R"))

three_years_after <- function(days) {
  parts <- as.POSIXlt(days)
  parts$year <- parts$year + 3
  as.Date(parts)
}

age_on <- function(day) {
  born <- as.POSIXlt(as.Date(ifelse(people$born == "", NA, people$born)))
  day <- as.POSIXlt(day)
  day$year - born$year - ((day$mon < born$mon) | (day$mon == born$mon & day$mday < born$mday))
}

first_in <- function(is) ifelse(rowSums(is) > 0, max.col(is, "first"), NA)
last_in <- function(is) ifelse(rowSums(is) > 0, max.col(is, "last"), NA)

member <- function(measured) {
  past <- kind[, mondays <= measured]
  unseen <- is.na(past)
  receipt <- first_in(!unseen & past == "receipt")
  # The first benefit was in the week known to be the first, or in an unseen one before it.
  earliest <- mondays[pmin(receipt, first_in(unseen), na.rm = TRUE)]
  latest <- mondays[ifelse(is.na(receipt), last_in(unseen), receipt)]
  has_begun <- ifelse(!is.na(receipt), TRUE, ifelse(rowSums(unseen) == 0, FALSE, NA))
  is_recent <- ifelse(measured <= three_years_after(earliest), TRUE, ifelse(measured > three_years_after(latest), FALSE, NA))
  is_non_western <- ifelse(people$origin == "", NA, people$origin == "ikke-vestlig")
  age <- age_on(measured)
  is_non_western & age >= 18 & age <= 64 & has_begun & is_recent
}

printed(lapply(asked, function(q) {
  is_member <- member(max(mondays[quarter == q]))
  met <- achieved(q)
  counted(q, list(
    met = is_member %in% TRUE & met %in% TRUE,
    not_met = is_member %in% TRUE & met %in% FALSE,
    unknown = is_member %in% TRUE & is.na(met),
    possible = is.na(is_member),
    may_fail = is.na(is_member) & !(met %in% TRUE),
    may_succeed = is.na(is_member) & !(met %in% FALSE)
  ))
}))
